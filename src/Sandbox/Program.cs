var app = WebApplication.CreateSlimBuilder(args).Build();
app.Run(context => context.Response.WriteAsync("pulp-sandbox"));
app.Run();
