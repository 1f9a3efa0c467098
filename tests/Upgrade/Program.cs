// A silo of one release. Arguments: its port for silos, its port for clients, the port of the first silo.
// Each line that it reads is a request, each line that it prints an answer:
//   keep|get|forget KEY PORT    by a grain on the silo with that port; the grain stays there
using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Runtime.Placement;
using Registry.Upgrade;

var ports = Array.ConvertAll(args, port => int.Parse(port, CultureInfo.InvariantCulture));
var builder = Host.CreateEmptyApplicationBuilder(null);
builder.Logging.SetMinimumLevel(LogLevel.Critical);
builder.UseOrleans(silo => silo
    .UseLocalhostClustering(ports[0], ports[1], new IPEndPoint(IPAddress.Loopback, ports[2]))
    .Configure<SiloMessagingOptions>(messaging => messaging.ResponseTimeout = TimeSpan.FromSeconds(20)));
using var host = builder.Build();
await host.StartAsync();
var grains = host.Services.GetRequiredService<IGrainFactory>();
Console.WriteLine("ready");

while (await Console.In.ReadLineAsync() is { } line)
{
    try
    {
        Console.WriteLine(await AnswerAsync(line.Split(' ')));
    }
    catch (Exception exception)
    {
        Console.WriteLine($"failed {exception.GetType().FullName}");
    }
}

await host.StopAsync();

async Task<string> AnswerAsync(string[] request)
{
    var silos = await grains.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true);
    var port = int.Parse(request[2], CultureInfo.InvariantCulture);
    RequestContext.Set(IPlacementDirector.PlacementHintKey, silos.Keys.Single(silo => silo.Endpoint.Port == port));
    var note = grains.GetGrain<INoteGrain>(request[1]);
    switch (request[0])
    {
        case "keep":
            return await note.KeepAsync(Note.Create("text"));
        case "get":
            return (await note.GetAsync())?.ToString() ?? "none";
#if NEXT
        case "forget":
            await note.ForgetAsync();
            return "forgotten";
#endif
        default:
            return "unknown";
    }
}
