// SPDX-License-Identifier: GPL-3.0-or-later
using CiSandbox.Areas;
using CiSandbox.Settings;

namespace CiSandbox.Tests.Settings;

public sealed class OptionsTests
{
    private static readonly IReadOnlyList<Area> Areas =
    [
        new("left", "be one", settings => new EmptyServer(settings)) { Words = new Dictionary<string, string> { ["size"] = "how large" } },
        new("right", "be another", settings => new EmptyServer(settings)),
    ];

    [Fact]
    public void Without_a_name_all_listen_on_free_ports()
    {
        var options = Options.Parse(["--left-size", "3"], Areas);

        Assert.Equal(["left", "right"], options.Servers.Select(each => each.Area.Name));
        Assert.All(options.Servers, each => Assert.Equal(0, each.Listen.Port));
        Assert.Equal(3, options.Servers[0].Settings.Number("size", 1));
    }

    [Fact]
    public void One_that_is_named_listens_alone_where_it_was_told()
    {
        var server = Assert.Single(Options.Parse(["--right", "127.0.0.1:8200"], Areas).Servers);

        Assert.Equal(("right", 8200), (server.Area.Name, server.Listen.Port));
    }

    [Theory]
    [InlineData("there is no option --middle", "--middle", "1")]
    [InlineData("there is no option --rigth; did you mean '--right'?", "--rigth", "127.0.0.1:0")]
    [InlineData("--left needs HOST:PORT with an IP address, not 'here'", "--left", "here")]
    [InlineData("--left needs a value", "--left")]
    [InlineData("--tls-key needs --tls-cert", "--tls-key", "x")]
    public void What_does_not_fit_is_told(string message, params string[] words) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => Options.Parse(words, Areas)).Message);

    [Fact]
    public async Task Each_area_answers_on_its_own_address()
    {
        await using var running = await RunningSandbox.StartAsync(Options.Parse([], Areas));
        using var http = new HttpClient();

        Assert.Equal(["left", "right"], running.Addresses.Select(each => each.Area));
        foreach (var (_, address) in running.Addresses)
        {
            Assert.Equal(address.AbsoluteUri, await http.GetStringAsync(address));
        }
    }

    private sealed class EmptyServer(AreaSettings settings) : IAreaServer
    {
        public Uri Address { get; set; } = new("http://127.0.0.1/" + settings.Text("size", ""));

        public async Task HandleAsync(Microsoft.AspNetCore.Http.HttpContext context) =>
            await context.Response.Body.WriteAsync(System.Text.Encoding.UTF8.GetBytes(Address.AbsoluteUri));
    }
}
