using System.Text.Json;

namespace Registry.Api.Tests;

/// <summary>What the people of a scene do, in the words of the rules.</summary>
internal static class SceneSteps
{
    extension(Scene scene)
    {
        public string InstallationIn(Scene other) => $"/v1/workspaces/{other.Workspace}/installations/{scene.App}";

        public Task<Answer> PutAppAsync(AppDraft draft) => scene.Developer.PutAsync(scene.AppPath, draft.Body(scene.Workspace));

        public Task<Answer> SetAppScopesAsync(params string[] scopes) =>
            scene.Developer.PutAsync($"{scene.AppPath}/scopes", JsonSerializer.Serialize(new { scopes = AppDraft.ScopesOf(scopes, "The report shows it") }));

        public Task<Answer> SubscribeAsync(params string[] topics) =>
            scene.Developer.PutAsync($"{scene.AppPath}/webhook", JsonSerializer.Serialize(new { url = AppDraft.Url, topics }));

        public Task<Answer> SubmitAsync() => scene.Developer.PostAsync($"{scene.AppPath}/submit");

        public Task<Answer> ApproveAsync() => scene.Operator.PostAsync($"{scene.AppPath}/review", """{"decision":"approve"}""");

        public Task<Answer> RejectAsync(params string[] reasons) =>
            scene.Operator.PostAsync($"{scene.AppPath}/review", JsonSerializer.Serialize(new { decision = "reject", reasons }));

        public Task<Answer> SuspendAppAsync(string reason = "Sends spam") =>
            scene.Operator.PutAsync($"{scene.AppPath}/suspension", JsonSerializer.Serialize(new { reason }));

        public Task<Answer> ResumeAppAsync() => scene.Operator.DeleteAsync($"{scene.AppPath}/suspension");

        /// <summary>Registers the app, has it approved where it is public, and installs it with everything.</summary>
        public async Task<Answer> InstallAsync(AppDraft draft)
        {
            (await scene.PutAppAsync(draft)).Is(201);
            if (draft.Visibility == "public")
            {
                await scene.PublishAsync();
            }

            return (await scene.Admin.PutAsync(scene.InstallationPath)).Is(201);
        }

        public async Task PublishAsync()
        {
            (await scene.SubmitAsync()).Is(200);
            (await scene.ApproveAsync()).Is(200);
        }

        public async Task<Answer> InstallationAsync() => (await scene.Admin.GetAsync(scene.InstallationPath)).Is(200);

        public Task<Answer> SetGrantAsync(params string[] scopes) =>
            scene.Admin.PutAsync($"{scene.InstallationPath}/scopes", JsonSerializer.Serialize(new { scopes }));

        public Task<Answer> GrantAsync(string scope) => scene.Admin.PutAsync($"{scene.InstallationPath}/scopes/{scope}");

        public Task<Answer> RevokeAsync(string scope) => scene.Admin.DeleteAsync($"{scene.InstallationPath}/scopes/{scope}");

        public Task<Answer> EnableAsync(string topic) => scene.Admin.PutAsync($"{scene.InstallationPath}/topics/{topic}");

        public Task<Answer> DisableAsync(string topic) => scene.Admin.DeleteAsync($"{scene.InstallationPath}/topics/{topic}");

        public Task<Answer> SuspendAsync(string reason = "Under audit") =>
            scene.Admin.PutAsync($"{scene.InstallationPath}/suspension", JsonSerializer.Serialize(new { reason }));

        public Task<Answer> ResumeAsync() => scene.Admin.DeleteAsync($"{scene.InstallationPath}/suspension");

        public Task<Answer> UninstallAsync() => scene.Admin.DeleteAsync(scene.InstallationPath);

        public Task<List<JsonElement>> HistoryAsync(string order = "oldest", int limit = 50) =>
            Paging.AllAsync(scene.Admin, $"{scene.InstallationPath}/history?order={order}", limit);

        /// <summary>Reason and revision of a check, as the gateway asks for it.</summary>
        public async Task<(string Reason, long Revision)> CheckAsync(string scope, Scene? at = null)
        {
            var answer = (await scene.Service.GetAsync($"{scene.InstallationIn(at ?? scene)}/scopes/{scope}")).Is(200).Json;
            var reason = answer.GetProperty("reason").GetString()!;
            Assert.Equal(reason == "granted", answer.GetProperty("allowed").GetBoolean());
            return (reason, answer.GetProperty("revision").GetInt64());
        }

        /// <summary>What the app may do in the workspace, as the gateway asks for it.</summary>
        public async Task<IReadOnlyList<string>> EffectiveAsync(Scene? at = null) =>
            (await scene.Service.GetAsync($"{scene.InstallationIn(at ?? scene)}/scopes")).Is(200).List("effectiveScopes");
    }
}
