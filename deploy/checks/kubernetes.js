// node kubernetes.js NAME < what kubectl kustomize printed
import { readFileSync } from 'node:fs';
import { loadAll } from 'js-yaml';
import { ruleFaults } from './rules.js';
import { schemaFaults } from './schema.js';

const [, , name] = process.argv;
const objects = loadAll(readFileSync(0, 'utf8')).filter(Boolean);
const schema = objects.length === 0 ? ['no objects'] : await schemaFaults(objects);

// The rules take the shape of an object for granted.
const faults = schema.length === 0 ? ruleFaults(objects) : schema;
faults.forEach(fault => console.error(`${name}: ${fault}`));
console.log(`${name}: ${objects.length} objects, ${faults.length} faults`);
process.exitCode = faults.length === 0 ? 0 : 1;
