/** From which value on something is a warning, and from which on an error. */
export type Threshold = {readonly warning: number; readonly error: number};

/** From when on figures stand out: the share of CPU and memory in percent, and the number of restarts. */
export type Thresholds = {readonly cpu: Threshold; readonly memory: Threshold; readonly restarts: Threshold};

/** Those that hold where the configuration has none. */
export const usualThresholds: Thresholds = {
	cpu: {warning: 70, error: 90},
	memory: {warning: 70, error: 90},
	restarts: {warning: 1, error: 10},
};
