using System.Text.Json.Serialization;

namespace Registry.Grains.Interfaces;

/// <summary>Who may install an app.</summary>
[GenerateSerializer, Alias("registry.AppVisibility")]
public enum AppVisibility
{
    /// <summary>The developer's own workspaces, without review.</summary>
    [JsonStringEnumMemberName("private")]
    Private = 1,

    /// <summary>Every workspace, in the approved version.</summary>
    [JsonStringEnumMemberName("public")]
    Public = 2,
}
