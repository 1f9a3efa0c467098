using Microsoft.Extensions.DependencyInjection;
using Registry.Grains.Interfaces;
using Registry.Tests;

namespace Registry.Api.Tests;

/// <summary>The one process that a registry is by default is on its board, once.</summary>
public sealed class BoardTests
{
    private const int Checks = 20;

    [Fact]
    public async Task Board_OfTheEmbeddedRegistry_ShowsWhatItWasAsked()
    {
        await using var server = new RegistryServer();
        await server.InitializeAsync();
        var caller = new HttpCaller(server.Client, server.Token(["service"]));
        for (var check = 0; check < Checks; check++)
        {
            Assert.Equal(200, (await caller.GetAsync($"/v1/workspaces/ws_1/installations/app_{check}/scopes/read_tags")).Status);
        }

        var grain = server.Services.GetRequiredService<IGrainFactory>().GetClusterBoard();
        ClusterBoard? board = null;
        await Until.TrueAsync(async () => (board = await grain.GetAsync(after: null)).Points.Sum(point => point.CheckLatency?.Count ?? 0) == Checks);

        Assert.Equal(Checks, board!.Points.SelectMany(point => point.Checks).Sum(count => count.Count));
        Assert.True(board.Points[^1].Activations > 0);
        var process = Assert.Single(board.Processes);
        Assert.Equal(ProcessKind.Embedded, process.Kind);
        Assert.Equal(Assert.Single(board.Silos).Address, process.Silo);
    }
}
