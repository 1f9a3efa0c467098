using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>How everything in bodies is read and written: strictly, by generated code.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    PropertyNameCaseInsensitive = false,
    NumberHandling = JsonNumberHandling.Strict,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(ProblemDetails))]
[JsonSerializable(typeof(ProblemResponse))]
[JsonSerializable(typeof(Dictionary<string, string[]>))]
[JsonSerializable(typeof(ImmutableArray<ScopeId>))]
[JsonSerializable(typeof(ImmutableArray<TopicId>))]
[JsonSerializable(typeof(ImmutableArray<CapabilityId>))]
[JsonSerializable(typeof(ImmutableArray<TopicNeedResponse>))]
[JsonSerializable(typeof(WorkspaceId))]
[JsonSerializable(typeof(DeveloperId))]
[JsonSerializable(typeof(CatalogResponse))]
[JsonSerializable(typeof(EmptyBody))]
[JsonSerializable(typeof(AppBody))]
[JsonSerializable(typeof(AppScopesBody))]
[JsonSerializable(typeof(WebhookBody))]
[JsonSerializable(typeof(ReviewBody))]
[JsonSerializable(typeof(SuspensionBody))]
[JsonSerializable(typeof(AppResponse))]
[JsonSerializable(typeof(PageResponse<AppResponse>))]
[JsonSerializable(typeof(PageResponse<AppVersionResponse>))]
[JsonSerializable(typeof(InstallBody))]
[JsonSerializable(typeof(GrantBody))]
[JsonSerializable(typeof(InstallationResponse))]
[JsonSerializable(typeof(PageResponse<InstallationResponse>))]
[JsonSerializable(typeof(InstallationAsOfResponse))]
[JsonSerializable(typeof(PageResponse<ChangeResponse>))]
[JsonSerializable(typeof(PageResponse<AuditEntryResponse>))]
[JsonSerializable(typeof(AuditVerificationResponse))]
[JsonSerializable(typeof(AuditAction))]
[JsonSerializable(typeof(ChecksBody))]
[JsonSerializable(typeof(ChecksResponse))]
[JsonSerializable(typeof(CheckResponse))]
[JsonSerializable(typeof(EffectiveScopesResponse))]
[JsonSerializable(typeof(EventBody))]
[JsonSerializable(typeof(EventResponse))]
[JsonSerializable(typeof(DeliveryResponse))]
[JsonSerializable(typeof(PageResponse<DeliveryResponse>))]
[JsonSerializable(typeof(ReplayBody))]
[JsonSerializable(typeof(ReplayResponse))]
[JsonSerializable(typeof(PageResponse<ReplayResponse>))]
[JsonSerializable(typeof(WebhookSecretResponse))]
[JsonSerializable(typeof(OAuthBody))]
[JsonSerializable(typeof(NewClientSecretResponse))]
[JsonSerializable(typeof(AccessTokensResponse))]
[JsonSerializable(typeof(TokenNameBody))]
[JsonSerializable(typeof(TokenReportBody))]
[JsonSerializable(typeof(TokenReportResponse))]
[JsonSerializable(typeof(WebhookResponse))]
[JsonSerializable(typeof(EventNotification))]
[JsonSerializable(typeof(InstallationNotification))]
[JsonSerializable(typeof(PingNotification))]
[JsonSerializable(typeof(bool))]
[JsonSerializable(typeof(HealthResponse))]
[JsonSerializable(typeof(AppStatus))]
[JsonSerializable(typeof(InstallationStatus))]
[JsonSerializable(typeof(RetryProfile))]
[JsonSerializable(typeof(DeliveryStatus))]
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(long))]
[JsonSerializable(typeof(string))]
internal sealed partial class ApiJson : JsonSerializerContext
{
    /// <summary>Leaves text readable: bodies are JSON for programs and terminals, never part of a page.</summary>
    public static ApiJson Readable => Relaxed.Instance;

    // In a class of its own: the generated half of this one is initialized in an order that nobody promises.
    private static class Relaxed
    {
        public static readonly ApiJson Instance = new(
            new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, TypeInfoResolver = null });
    }
}
