using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;

namespace Registry.Api;

/// <summary>Works out how tokens are validated before the first request: a key that can't be read or made stops the start.</summary>
internal sealed class BearerStartup(IOptionsMonitor<JwtBearerOptions> options) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        options.Get(JwtBearerDefaults.AuthenticationScheme);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
