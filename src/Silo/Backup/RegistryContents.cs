using Registry.Grains;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>Looks whether a registry has anything.</summary>
internal sealed class RegistryContents(BackupStorage storage)
{
    private const int Examples = 3;

    private const int PageSize = 100;

    /// <summary>Some of what is there, in words; null where there is nothing. A row of something that was never stored counts for nothing.</summary>
    public async Task<string?> DescribeAsync()
    {
        var apps = await FindAppsAsync();
        var installations = await FindInstallationsAsync();
        var logs = (await new AuditTenants(storage.Journal).ReadAsync(after: null, Examples + 1)).Select(found => found.Tenant.ToString()).Distinct().ToList();
        string?[] parts = [InWords("app", apps), InWords("installation", installations), InWords("audit log", logs)];
        return string.Join(" and ", parts.OfType<string>()) is { Length: > 0 } text ? text : null;
    }

    private static string? InWords(string kind, List<string> found) => found switch
    {
        [] => null,
        [var only] => $"the {kind} {only}",
        { Count: > Examples } => $"the {kind}s {string.Join(", ", found.Take(Examples))} and more",
        _ => $"the {kind}s {string.Join(", ", found)}",
    };

    private async Task<List<string>> FindAppsAsync()
    {
        var found = new List<string>();
        for (var page = await storage.Apps.ReadAsync(null, null, PageSize); page.Length > 0; page = await storage.Apps.ReadAsync(null, page[^1], PageSize))
        {
            foreach (var app in page)
            {
                if (await storage.States.ReadAsync(app) is not null)
                {
                    found.Add(app.Value);
                }

                if (found.Count > Examples)
                {
                    return found;
                }
            }
        }

        return found;
    }

    private async Task<List<string>> FindInstallationsAsync()
    {
        var found = new List<string>();
        for (var page = await storage.Installations.ReadAllAsync(null, PageSize); page.Length > 0; page = await storage.Installations.ReadAllAsync(page[^1], PageSize))
        {
            foreach (var key in page)
            {
                if (await storage.States.ReadAsync(key) is not null)
                {
                    found.Add(key.ToString());
                }

                if (found.Count > Examples)
                {
                    return found;
                }
            }
        }

        return found;
    }
}
