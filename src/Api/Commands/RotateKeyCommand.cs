using System.CommandLine;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>Replaces the signing key of the local issuer. A registry that runs goes by the new one within a second or two.</summary>
internal static class RotateKeyCommand
{
    public static Command Create(Option<string[]> environment)
    {
        var revoke = new Option<bool>("--revoke") { Description = "End all tokens of the keys so far at once: for a key that somebody else may have. Without it they are good until they end, for one more rotation at most." };
        var command = new Command("rotate-key", "Replace the key that this machine's registry signs its tokens with.") { revoke };
        command.SetAction(result => LocalIssuerCommand.Run("rotate-key", result, environment, (directory, _, _, error) =>
        {
            LocalIssuerKey.Demand(directory);
            var isRevoked = result.GetValue(revoke);
            AuditNote.Of($"issuer-key/{Guid.CreateVersion7():N}", AuditAction.IssuerKeyReplaced, isRevoked ? "issuer-key/revoked" : "issuer-key", AuditTenant.Platform).LeaveIn(directory);
            LocalIssuerKey.Replace(directory, isRevoked);
            error.WriteLine(isRevoked
                ? "The signing key was replaced. Every token so far ends now."
                : "The signing key was replaced. Tokens so far are good until they end; with --revoke they would not be.");
        }));
        return command;
    }
}
