// Runs a Node program and all its children in one process group, and ends the group when whoever started this is gone, for
// whatever reason: our standard input is a pipe from there, and it closes even if that process is killed.
// Usage: node guard.mjs PROGRAM [PARAMETER …], as the leader of a process group.
import { spawn } from 'node:child_process';

const child = spawn(process.execPath, process.argv.slice(2), { stdio: ['ignore', 'inherit', 'inherit'] });
child.once('exit', (code) => process.exit(code ?? 1));
process.stdin.on('close', () => process.kill(-process.pid, 'SIGKILL')).resume();
