/** Figures as the benchmarks print them: medians and tails, never one single time. */

/** The value below which this share of the samples lies; `share` from 0 to 1. */
export const quantile = (samples: readonly number[], share: number): number => {
  const sorted = [...samples].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

export const ms = (value: number): string => `${value.toFixed(2)} ms`

/** `p50 1.20 ms · p95 3.40 ms · p99 5.00 ms (n = 640)` */
export const spread = (samples: readonly number[]): string =>
  `${[0.5, 0.95, 0.99].map((q) => `p${q * 100} ${ms(quantile(samples, q))}`).join(' · ')} (n = ${samples.length})`

export const ratio = (a: number, b: number): string => `${(a / b).toFixed(2)} ×`
