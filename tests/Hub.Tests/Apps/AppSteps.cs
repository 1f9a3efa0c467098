namespace Registry.Hub.Tests;

/// <summary>Opens pages of the app of a scene.</summary>
internal static class AppSteps
{
    extension(Scene scene)
    {
        public string Page(string name = "") => name.Length == 0 ? $"/apps/{scene.App}" : $"/apps/{scene.App}/{name}";

        /// <summary>The developer of the scene, signed in, in front of a page of the app.</summary>
        public async Task<Visitor> DeveloperAtAsync(
            Chromium chromium, RegistryServer server, string path, bool script = true, ColorScheme scheme = ColorScheme.Light, int width = 1280)
        {
            var visitor = await chromium.VisitAsync(server.Url, script, scheme, width);
            await visitor.GoAsync(path);
            await visitor.SignInAsDeveloperAsync(scene.DeveloperId);
            return visitor;
        }

        /// <summary>The app as the API shows it.</summary>
        public async Task<System.Text.Json.JsonElement> AppAsync() => (await scene.Developer.GetAsync(scene.AppPath)).Is(200).Json;
    }

    extension(Visitor visitor)
    {
        public ILocator Box(string name) => visitor.Page.GetByRole(AriaRole.Checkbox, new() { Name = name, Exact = true });

        public ILocator Switch(string name) => visitor.Page.GetByRole(AriaRole.Switch, new() { Name = name, Exact = true });

        public ILocator Reason(string scope) => visitor.Page.Locator($"[name='reason.{scope}']");

        public ILocator Field(string name) => visitor.Page.GetByLabel(name, new() { Exact = true });
    }
}
