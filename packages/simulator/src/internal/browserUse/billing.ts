/** The billing information of the account. */
import type { BrowserUseHandlers } from "./browserUseShapes.ts"
import type { State } from "./accountState.ts"

export const handlers = (state: State): Pick<BrowserUseHandlers, "getAccountBilling"> => ({
  getAccountBilling: () => {
    const balance = Math.round(state.balance()) / 1e6
    return {
      name: "Simulated account",
      totalCreditsBalanceUsd: balance,
      monthlyCreditsBalanceUsd: 0,
      additionalCreditsBalanceUsd: balance,
      rateLimit: state.concurrency,
      planInfo: {
        planName: "Simulated",
        subscriptionStatus: null,
        subscriptionId: null,
        subscriptionCurrentPeriodEnd: null,
        subscriptionCanceledAt: null
      },
      isFreeTier: false,
      projectId: state.projectId
    }
  }
})
