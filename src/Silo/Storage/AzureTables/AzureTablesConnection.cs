using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Registry.Silo;

/// <summary>The one client of the storage account in a process.</summary>
internal static class AzureTablesConnection
{
    /// <summary>Adds a <see cref="TableServiceClient"/> made from <see cref="StorageOptions"/>. Every <see cref="HttpPipelinePolicy"/> among the services sees each try of each request as it is sent.</summary>
    public static IServiceCollection AddAzureTablesConnection(this IServiceCollection services)
    {
        services.TryAddSingleton(provider => Create(
            provider.GetRequiredService<IOptions<StorageOptions>>().Value,
            provider.GetServices<HttpPipelinePolicy>()));
        return services;
    }

    /// <summary>Whether the client can be made from it; says nothing about whether the account is there.</summary>
    public static bool IsConnectionString(string text)
    {
        try
        {
            return new TableServiceClient(text) is not null;
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Tokens go over TLS only, and a query would be a key (SAS), which belongs into a connection string.</summary>
    public static bool IsEndpoint(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri is { Scheme: "https", Query: "", Fragment: "", UserInfo: "" };

    private static TableServiceClient Create(StorageOptions options, IEnumerable<HttpPipelinePolicy> policies)
    {
        var settings = new TableClientOptions
        {
            RetryPolicy = new AzureRetryPolicy(),
            Retry = { NetworkTimeout = AzureRetryPolicy.NetworkTimeout },
            Diagnostics = { IsTelemetryEnabled = false, IsLoggingContentEnabled = false, ApplicationId = "registry" },
        };
        foreach (var policy in policies)
        {
            settings.AddPolicy(policy, HttpPipelinePosition.BeforeTransport);
        }

        return string.IsNullOrWhiteSpace(options.Endpoint)
            ? new(options.ConnectionString, settings)
            : new(new(options.Endpoint), new DefaultAzureCredential(), settings);
    }
}
