// Runs vitest and closes with the plain line "N passed, N failed" that continuous integration reads.
import { startVitest } from 'vitest/node';

const vitest = await startVitest(process.argv.slice(2), { watch: false, run: true });
const tests = vitest.state.getTestModules().flatMap((module) => [...module.children.allTests()]);
const passed = tests.filter((test) => test.result().state === 'passed').length;
const failed = tests.filter((test) => test.result().state === 'failed').length;
const broken = vitest.state.getTestModules().filter((module) => module.errors().length > 0).length;
await vitest.close();
const failures = failed + broken + vitest.state.getUnhandledErrors().length;
console.log(`${passed} passed, ${failures} failed`);
process.exit(failures > 0 || passed === 0 ? 1 : 0);
