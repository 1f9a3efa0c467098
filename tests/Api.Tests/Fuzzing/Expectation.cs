namespace Registry.Api.Tests.Fuzzing;

/// <summary>What the reference says about a request before it is made.</summary>
internal enum Expectation
{
    /// <summary>Nothing.</summary>
    Any,

    /// <summary>It is as the reference wants it: nobody may find fault with its form.</summary>
    IsInForm,

    /// <summary>The reference forbids it: it must be refused.</summary>
    IsRefused,
}
