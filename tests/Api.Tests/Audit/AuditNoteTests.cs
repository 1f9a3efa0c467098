namespace Registry.Api.Tests;

/// <summary>What commands do beside a registry that runs is in its audit logs.</summary>
public sealed class AuditNoteTests(RegistryServer server)
{
    [Fact]
    public async Task Token_IssuedByTheCommand_IsEnteredByTheRegistryThatRuns()
    {
        var scene = new Scene(server);
        var (exitCode, output, error) = await ApiProcess.RunAsync(
            server.DataDirectory, "Development", "token", "--role", "workspace_admin", "--workspace", scene.Workspace, $"--Storage:Path={server.DataDirectory}");
        Assert.True(exitCode == 0, error);
        var token = new Microsoft.IdentityModel.JsonWebTokens.JsonWebToken(output.Trim());

        await Until.TrueAsync(async () => (await scene.Admin.GetAsync($"/v1/workspaces/{scene.Workspace}/audit")).Is(200).Json.GetProperty("items").GetArrayLength() == 1);
        var entry = (await scene.Admin.GetAsync($"/v1/workspaces/{scene.Workspace}/audit")).Json.GetProperty("items")[0];
        Assert.Equal("token_issued", entry.GetProperty("action").GetString());
        Assert.Equal($"token/{token.Id}", entry.GetProperty("id").GetString());
        Assert.Equal($"token/workspace_admin:{scene.Workspace}", entry.GetProperty("subject").GetString());
        Assert.Equal($"local/{Environment.UserName}", entry.GetProperty("actor").GetString());
        await Until.TrueAsync(() => Directory.GetFiles(Path.Combine(server.DataDirectory, "audit-notes")).Length == 0);
        Assert.Contains(token.Id, (await scene.Operator.GetAsync($"/v1/audit?action=token_issued&limit=200")).Is(200).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Note_ThatIsDamaged_IsPutAside()
    {
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(server.DataDirectory, "audit-notes")).FullName, "0.json");
        await File.WriteAllTextAsync(file, "{", TestContext.Current.CancellationToken);

        await Until.TrueAsync(() => File.Exists($"{file}.damaged"));
        Assert.False(File.Exists(file));
        File.Delete($"{file}.damaged");
    }
}
