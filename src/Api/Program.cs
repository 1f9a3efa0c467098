using Registry.Api;

return await RegistryCommand.InvokeAsync(args);
