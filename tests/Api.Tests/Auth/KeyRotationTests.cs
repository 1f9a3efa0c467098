using Microsoft.Extensions.DependencyInjection;

namespace Registry.Api.Tests;

/// <summary>The key of the local issuer is replaced while the registry runs.</summary>
public sealed class KeyRotationTests : IAsyncLifetime
{
    private readonly RegistryServer server = new();

    public ValueTask InitializeAsync() => server.InitializeAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task Key_Replaced_IsFollowedAndTheTokensBeforeStayGood()
    {
        var first = await TokenAsync();
        Assert.Equal(200, await StatusAsync(first));

        await RunAsync("rotate-key");
        var second = await TokenAsync();
        Assert.NotEqual(KeyOf(first), KeyOf(second));
        await Until.TrueAsync(async () => await StatusAsync(second) == 200);
        Assert.Equal(200, await StatusAsync(first));

        // One before is kept, not two.
        await RunAsync("rotate-key");
        await Until.TrueAsync(async () => await StatusAsync(first) == 401);
        Assert.Equal(200, await StatusAsync(second));
        Assert.Equal(2, await EntriesAsync("issuer-key"));
    }

    [Fact]
    public async Task Key_Revoked_EndsTheTokensBefore()
    {
        var (stolen, older) = (await TokenAsync(), await TokenAsync());
        await RunAsync("rotate-key");
        var newer = await TokenAsync();
        await Until.TrueAsync(async () => await StatusAsync(newer) == 200);
        Assert.Equal(200, await StatusAsync(stolen));

        await RunAsync("rotate-key", "--revoke");

        foreach (var token in new[] { stolen, older, newer })
        {
            await Until.TrueAsync(async () => await StatusAsync(token) == 401);
        }

        var good = await TokenAsync();
        await Until.TrueAsync(async () => await StatusAsync(good) == 200);
        Assert.Equal(401, await StatusAsync(stolen));
        Assert.False(File.Exists(Path.Combine(server.DataDirectory, LocalIssuerKey.PreviousFileName)));
        Assert.Equal(1, await EntriesAsync("issuer-key/revoked"));
    }

    [Fact]
    public async Task Key_ThatIsDamaged_LeavesTheOneBeforeInUse()
    {
        var token = await TokenAsync();
        Assert.Equal(200, await StatusAsync(token));

        await File.WriteAllTextAsync(Path.Combine(server.DataDirectory, LocalIssuerKey.FileName), "no key", TestContext.Current.CancellationToken);
        server.Services.GetRequiredService<LocalIssuerKeys>().RequestRefresh();

        Assert.Equal(200, await StatusAsync(token));
    }

    [Fact]
    public async Task Rotation_WhereThereIsNoKey_IsRefusedAndMakesNone()
    {
        using var directory = new TemporaryDirectory();

        var (exitCode, _, error) = await ApiProcess.RunAsync(directory.Path, "Development", "rotate-key");

        Assert.Equal(1, exitCode);
        Assert.Contains("no signing key to replace", error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(directory.Path));
    }

    private static string KeyOf(string token) => new Microsoft.IdentityModel.JsonWebTokens.JsonWebToken(token).Kid;

    private async Task<string> TokenAsync() => (await RunAsync("token", "--role", "operator")).Trim();

    private async Task<string> RunAsync(params string[] arguments)
    {
        var (exitCode, output, error) = await ApiProcess.RunAsync(server.DataDirectory, "Development", [.. arguments, $"--Storage:Path={server.DataDirectory}"]);
        Assert.True(exitCode == 0, error);
        return output;
    }

    private async Task<int> StatusAsync(string token) => (await new HttpCaller(server.Client, token).GetAsync("/v1/catalog")).Status;

    // How often the platform's log says so, once it says so at all.
    private async Task<int> EntriesAsync(string subject)
    {
        var caller = new HttpCaller(server.Client, await TokenAsync());
        var count = 0;
        await Until.TrueAsync(async () =>
        {
            // Looked at before the log is read: a note that is taken meanwhile may not be in what was read.
            var areAllTaken = !Directory.EnumerateFiles(Path.Combine(server.DataDirectory, "audit-notes")).Any();
            var answer = await caller.GetAsync($"/v1/audit?action=issuer_key_replaced&subject={subject}");
            count = answer.Status == 200 ? answer.Json.GetProperty("items").GetArrayLength() : 0;
            return count > 0 && areAllTaken;
        });
        return count;
    }
}
