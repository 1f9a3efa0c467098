using Registry.Silo;

var builder = WebApplication.CreateBuilder(args);
builder.AddRegistrySilo();

var app = builder.Build();
app.Run();
