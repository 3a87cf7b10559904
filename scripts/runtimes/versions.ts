/**
 * What the wider matrix and the newcomers try; nothing of it is in the lockfile. The lowest of each
 * is what package.json promises.
 */
export const nodes = ["20.19.0", "22.12.0", "24.21.0", "26.10.0"]

export const tools = {
  bun: "1.4.5",
  deno: "2.9.6",
  restate: "1.7.12",
  tsx: "4.23.15",
  workerd: "1.20261117.1"
}

/** Beside those of pack-check. */
export const typescripts = ["6.0.3"]
