using Registry.Grains.Interfaces;

namespace Registry.Front;

/// <summary>What is asked of an app's endpoint before it is set.</summary>
public interface IEndpointRules
{
    /// <summary>Whether plain http is taken for a loopback address.</summary>
    bool AllowLoopbackHttp { get; }

    /// <summary>Asks a new endpoint for a sign of life. Null where it answers, is the app's already, or is not to be asked; else what came of it, as a sentence.</summary>
    /// <param name="app">The app.</param>
    /// <param name="caller">Who sets the endpoint.</param>
    /// <param name="url">The endpoint.</param>
    /// <param name="verify">Whether to ask; null for what the operator has set.</param>
    Task<string?> VerifyAsync(AppId app, Caller caller, string url, bool? verify);
}
