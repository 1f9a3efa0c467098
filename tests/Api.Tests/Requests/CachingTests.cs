namespace Registry.Api.Tests;

/// <summary>What may be kept of an answer.</summary>
public sealed class CachingTests(RegistryServer server)
{
    [Theory]
    [MemberData(nameof(EndpointTable.Names), MemberType = typeof(EndpointTable))]
    public async Task Answer_OfEveryCallButTheCatalog_IsNotToBeKept(string name)
    {
        var scene = new Scene(server);
        await scene.InstallAsync();
        var row = EndpointTable.Find(name);
        foreach (var caller in new[] { row.Roles.Contains("operator") ? scene.Operator : scene.Developer, scene.Nobody })
        {
            var answer = await row.CallAsync(caller, scene.Workspace, scene.App, scene.DeveloperId);
            Assert.Equal(row.Route == "/v1/catalog" ? null : "no-store", answer.Headers.GetValueOrDefault("Cache-Control"));
        }
    }
}
