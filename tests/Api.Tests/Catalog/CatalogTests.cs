using System.Text.Json;
using Registry.Grains.Interfaces;

namespace Registry.Api.Tests;

public sealed class CatalogTests(RegistryServer server)
{
    [Fact]
    public async Task Catalog_Read_IsTheFile()
    {
        var answer = (await new Scene(server).Service.GetAsync("/v1/catalog")).Is(200);
        using var file = JsonDocument.Parse(await File.ReadAllTextAsync(CatalogFile.DefaultPath, TestContext.Current.CancellationToken));
        Assert.True(JsonElement.DeepEquals(file.RootElement, answer.Json), answer.Text[..500]);
        Assert.Contains("People & conversation data", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Catalog_ReadAgainWithItsETag_IsNotSentAgain()
    {
        var scene = new Scene(server);
        var first = (await scene.Admin.GetAsync("/v1/catalog")).Is(200);
        var again = (await scene.Admin.GetAsync("/v1/catalog", ("If-None-Match", first.ETag!))).Is(304);
        Assert.Empty(again.Text);
        Assert.Equal(first.ETag, again.ETag);
        (await scene.Admin.GetAsync("/v1/catalog", ("If-None-Match", "\"other\""))).Is(200);
    }

    [Fact]
    public async Task Catalog_DemandedAsItIsNot_IsRefusedAsAProblem()
    {
        var scene = new Scene(server);
        (await scene.Admin.GetAsync("/v1/catalog", ("If-Match", "\"other\""))).Refused(412, "precondition_failed");
    }
}
