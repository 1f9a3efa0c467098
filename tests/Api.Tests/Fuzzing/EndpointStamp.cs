using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Registry.Api.Tests.Fuzzing;

/// <summary>Writes on each answer which endpoint it comes from: a hostile path may lead to another one than it looks like.</summary>
internal sealed class EndpointStamp : IStartupFilter
{
    public const string Header = "X-Fuzz-Endpoint";

    /// <summary>Where there is no endpoint, or one without a name.</summary>
    public const string None = "-";

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(following => context =>
        {
            context.Response.OnStarting(Stamp, context);
            return following(context);
        });
        next(app);
    };

    private static Task Stamp(object state)
    {
        var context = (HttpContext)state;
        var endpoint = context.GetEndpoint() ?? context.Features.Get<IExceptionHandlerFeature>()?.Endpoint;
        context.Response.Headers[Header] = endpoint?.Metadata.GetMetadata<EndpointNameMetadata>()?.EndpointName ?? None;
        return Task.CompletedTask;
    }
}
