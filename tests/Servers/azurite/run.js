// Starts Azurite's table service. Ends with the process that started it, however that one ends: only then is the pipe
// at the standard input closed.
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
process.stdin.on('error', () => process.exit(0));
require('azurite/dist/src/table/main.js');
