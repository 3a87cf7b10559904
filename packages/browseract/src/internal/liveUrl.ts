/** The address of a live view, which is as good as a key. */
import * as Secrets from "@errand/http/Secrets"

/** The same task, without the address at which its browser can be watched and taken over. */
export const withoutLiveUrl = <A>(view: A): A => Secrets.hide(view, ["live_url_info", "live_url"], ["live_url"])
