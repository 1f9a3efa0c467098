using System.Globalization;
using System.Runtime.CompilerServices;
using Registry.Grains.Interfaces;

namespace Registry.Front;

/// <summary>Reads whole audit logs through their grains, a page at a time.</summary>
public static class AuditLines
{
    private const int PageSize = 500;

    extension(IGrainFactory grains)
    {
        /// <summary>The lines of a log, oldest first.</summary>
        /// <param name="tenant">Whose log.</param>
        /// <param name="cancellationToken">Ends the reading.</param>
        public async IAsyncEnumerable<byte[]> ReadAuditLinesAsync(AuditTenant tenant, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            long? after = null;
            do
            {
                cancellationToken.ThrowIfCancellationRequested();
                var page = await grains.GetAuditList().ReadLinesAsync(tenant, after, PageSize);
                foreach (var line in page.Items)
                {
                    yield return line;
                }

                after = page.Next is { } next ? long.Parse(next, CultureInfo.InvariantCulture) : null;
            }
            while (after is not null);
        }

        /// <summary>Goes through a whole log and checks it.</summary>
        /// <param name="tenant">Whose log.</param>
        /// <param name="known">A head that was kept somewhere else; null for none.</param>
        /// <param name="cancellationToken">Ends the check.</param>
        public async Task<AuditCheck> CheckAuditAsync(AuditTenant tenant, AuditHead? known, CancellationToken cancellationToken)
        {
            // Before the lines, which can only have become more since.
            var check = new AuditCheck(tenant).Through(await grains.GetAuditLog(tenant).GetHeadAsync());
            check.Through(known ?? AuditHead.Empty);
            await foreach (var line in grains.ReadAuditLinesAsync(tenant, cancellationToken))
            {
                check.Add(line);
            }

            check.Complete();
            return check;
        }
    }
}
