// Starts Azurite's table service. Ends with the process that started it, however that one ends: only then is the pipe
// at the standard input closed.
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
process.stdin.on('error', () => process.exit(0));

// Azurite looks at every row of a table for each query, although it has an index of the partitions. A cluster that asks for one
// partition at a time then waits for what the others hold, as it never would on Azure; so the rows of the partition are
// picked by the index first, and Azurite applies the whole filter to these.
const { prototype: store } = require('azurite/dist/src/table/persistence/LokiTableMetadataStore').default;
const { queryTableEntities } = store;
store.queryTableEntities = function (context, account, table, options, ...position) {
  const partition = partitionOf(options.filter);
  const view = partition === undefined ? this : Object.create(this, {
    getEntityCollection: { value: (...names) => ({ chain: () => this.getEntityCollection(...names).chain().find({ PartitionKey: partition }) }) },
  });
  return queryTableEntities.call(view, context, account, table, options, ...position);
};

// The partition that a filter confines itself to by its first condition; undefined where it may not.
function partitionOf(filter) {
  const first = /^\(?PartitionKey eq '((?:[^']|'')*)'\)?( and |$)/.exec(filter ?? '');
  if (!first) {
    return undefined;
  }

  let rest = filter.slice(first[0].length).replace(/'(?:[^']|'')*'/g, '');
  while (/\([^()]*\)/.test(rest)) {
    rest = rest.replace(/\([^()]*\)/g, '');
  }

  return / or /.test(rest) ? undefined : first[1].replaceAll("''", "'");
}

require('azurite/dist/src/table/main.js');
