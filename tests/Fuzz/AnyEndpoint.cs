using Registry.Front;
using Registry.Grains.Interfaces;

namespace Registry.Fuzz;

/// <summary>Lets every endpoint pass: nothing is asked of anybody while bodies are read.</summary>
internal sealed class AnyEndpoint : IEndpointRules
{
    public bool AllowLoopbackHttp => true;

    public Task<string?> VerifyAsync(AppId app, Caller caller, string url, bool? verify) => Task.FromResult<string?>(null);
}
