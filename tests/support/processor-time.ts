/** How long a run keeps the processor, in milliseconds: what else the machine does counts for nothing. */
export function processorTime(run: () => void): number {
  const start = process.threadCpuUsage();
  run();
  const { user, system } = process.threadCpuUsage(start);
  return (user + system) / 1000;
}
