using Registry.Silo;

return await SiloProgram.RunAsync(args);
