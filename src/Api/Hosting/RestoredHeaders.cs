using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.HttpsPolicy;
using Microsoft.Extensions.Options;

namespace Registry.Api;

/// <summary>After an exception the answer is begun anew, without the headers that every answer has: sets them once more, and leaves the answer to others.</summary>
internal sealed class RestoredHeaders(IHostEnvironment environment, IOptions<HstsOptions> options) : IExceptionHandler
{
    private readonly HstsMiddleware? hsts = environment.IsDevelopment() ? null : new(_ => Task.CompletedTask, options);

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        TransportExtensions.ProtectAnswer(httpContext.Response.Headers);
        if (hsts is not null)
        {
            await hsts.Invoke(httpContext);
        }

        return false;
    }
}
