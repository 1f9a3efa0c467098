using System.Text.Json.Serialization;

namespace Registry.Grains.Interfaces;

/// <summary>Why a check was answered as it was. Where several apply, the one that comes first here is given, except that <see cref="Granted"/> needs that none applies.</summary>
[GenerateSerializer, Alias("registry.CheckReason")]
public enum CheckReason
{
    /// <summary>The scope is granted and effective.</summary>
    [JsonStringEnumMemberName("granted")]
    Granted = 0,

    /// <summary>The app is not installed in the workspace: never, or not any more.</summary>
    [JsonStringEnumMemberName("not_installed")]
    NotInstalled = 1,

    /// <summary>The operator has suspended the app everywhere.</summary>
    [JsonStringEnumMemberName("app_suspended")]
    AppSuspended = 2,

    /// <summary>The installation is suspended.</summary>
    [JsonStringEnumMemberName("installation_suspended")]
    InstallationSuspended = 3,

    /// <summary>The catalog has no such scope.</summary>
    [JsonStringEnumMemberName("unknown_scope")]
    UnknownScope = 4,

    /// <summary>The app's live manifest does not request the scope.</summary>
    [JsonStringEnumMemberName("scope_not_requested")]
    ScopeNotRequested = 5,

    /// <summary>The app requests the scope, the workspace has not granted it.</summary>
    [JsonStringEnumMemberName("scope_not_granted")]
    ScopeNotGranted = 6,
}
