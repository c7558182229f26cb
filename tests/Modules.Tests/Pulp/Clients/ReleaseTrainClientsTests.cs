// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Pulp.Clients;

/// <summary>What hosts are told, out of the lists that are published. No server is asked unless it is wanted.</summary>
public sealed class ReleaseTrainClientsTests
{
    private const string Lists = """
        "rpm":[{"name":"baseos-development","repository":"BaseOS","base_path":"rocky/BaseOS/development","required":true,"content_guard":"x"},
               {"name":"baseos-production","distribution":"baseos-development","base_path":"rocky/BaseOS/production"},
               {"name":"extras-production","repository":"Extras","base_path":"rocky/extras/production","required":false}],
        "deb":[{"name":"jammy-development","repository":"Ubuntu","base_path":"ubuntu/development","mode":"verbatim"},
               {"name":"jammy-production","distribution":"jammy-development","base_path":"ubuntu/production","mode":"verbatim"}],
        "deb_repositories":[{"name":"Ubuntu","distributions":"jammy jammy-updates","components":["main","universe"],"architectures":"amd64",
                             "remote_password":"s3cret-Horse","proxy_url":"__omit_place_holder__1234"}],
        "container":[{"name":"ns/keystone","repository":"ns/keystone","base_path":"ns/keystone"}]
        """;

    [Fact]
    public async Task Production_is_chosen_and_everything_is_in_kayobes_words() => Assert.Equal(
        Compact("""
        {"dnf_custom_repos":{"baseos":{"baseurl":"https://pulp.example.org/pulp/content/rocky/BaseOS/production","description":"BaseOS","enabled":true,"file":"baseos"}},
         "apt_repositories":[{"url":"https://pulp.example.org/pulp/content/ubuntu/production","suites":"jammy jammy-updates","components":"main universe","architecture":"amd64"}],
         "apt_auth":[],
         "registry":{"docker_registry":"pulp.example.org","docker_registry_insecure":false,"kolla_docker_registry":"pulp.example.org"},
         "container_images":["pulp.example.org/ns/keystone"]}
        """),
        Told(await RunAsync($$"""{"environment":"production",{{Lists}}}""")));

    [Fact]
    public async Task A_login_is_told_by_the_name_of_its_variable()
    {
        var answer = await RunAsync($$"""
            {"environment":"development",{{Lists}},"client_url":"http://pulp.example.org:8080","repository_username":"reader",
             "repository_password_variable":"mirror_password","registry_username":"puller"}
            """);
        Assert.Equal(
            Compact(
                """[{"machine":"http://pulp.example.org:8080","login":"reader","password":"{{ mirror_password }}","filename":"kayobe.conf"}]"""),
            Compact(answer["apt_auth"]!));
        Assert.Equal("{{ mirror_password }}", (string?)answer["dnf_custom_repos"]!["baseos"]!["password"]);
        Assert.Equal(
            Compact("""
            {"docker_registry":"pulp.example.org:8080","docker_registry_insecure":true,"kolla_docker_registry":"pulp.example.org:8080",
             "kolla_docker_registry_username":"puller","kolla_docker_registry_password":"{{ stackhpc_docker_registry_password }}"}
            """),
            Compact(answer["registry"]!));
        Assert.DoesNotContain("s3cret-Horse", answer.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_lists_cannot_know_is_set_for_all_or_for_one()
    {
        var answer = await RunAsync($$$"""
            {"environment":"production",{{{Lists}}},"dnf_defaults":{"gpgcheck":true,"sslverify":false},
             "dnf_overrides":{"baseos":{"id":"BaseOS","gpgkey":"file:///key","sslverify":true},"extras-production":{"enabled":false} },
             "apt_overrides":{"jammy":{"signed_by":"ubuntu.gpg","components":"main"} } }
            """);
        Assert.Equal(
            Compact("""
            {"BaseOS":{"baseurl":"https://pulp.example.org/pulp/content/rocky/BaseOS/production","description":"BaseOS","enabled":true,"gpgcheck":true,
             "sslverify":true,"gpgkey":"file:///key","file":"BaseOS"}}
            """),
            Compact(answer["dnf_custom_repos"]!));
        Assert.Equal("ubuntu.gpg main", $"{answer["apt_repositories"]![0]!["signed_by"]} {answer["apt_repositories"]![0]!["components"]}");
    }

    [Fact]
    public async Task What_is_absent_is_removed_from_hosts_with_dnf()
    {
        var answer = await RunAsync("""{"rpm":[{"name":"a","state":"absent"}],"deb":[{"name":"b","state":"absent"}]}""");
        Assert.Equal("""{"a":{"state":"absent"}} []""", $"{Compact(answer["dnf_custom_repos"]!)} {Compact(answer["apt_repositories"]!)}");
    }

    [Fact]
    public async Task The_last_of_two_distributions_at_one_base_path_is_told()
    {
        var answer = await RunAsync("""{"rpm":[{"name":"a","base_path":"x"},{"name":"b","base_path":"x"}]}""");
        Assert.Equal(["b"], answer["dnf_custom_repos"]!.AsObject().Select(pair => pair.Key));
        Assert.Equal(
            "rpm[0] and rpm[1] claim the base path 'x' and differ in name; rpm[1] has the last word. Give it once.",
            (string?)Assert.Single(answer["warnings"]!.AsArray()));
    }

    [Fact]
    public async Task A_simple_publication_has_one_suite()
    {
        var answer = await RunAsync("""{"deb":[{"name":"a","repository":"r","base_path":"a","mode":"simple"}]}""");
        var entry = answer["apt_repositories"]![0]!;
        Assert.Equal("default all", $"{entry["suites"]} {entry["components"]}");
    }

    [Theory]
    [InlineData("""{"environment":"staging","rpm":[{"name":"a","base_path":"x/production"}]}""",
        "Hosts cannot be told where to find packages, since the list has a problem. rpm 'a': neither its base_path 'x/production' nor that "
            + "of any other in the list ends in '/staging'. Check environment.")]
    [InlineData("""{"rpm":[{"name":"a"}]}""", "*rpm 'a': base_path is missing. Give the path it is served at.")]
    [InlineData("""{"rpm":[{"base_path":"a"}]}""", "missing required arguments: name found in rpm[0]")]
    [
        InlineData(
            """{"rpm":[{"name":"a","base_path":"x"},{"name":"b","base_path":"x/y"}]}""",
            "*rpm 'b': the base path 'x/y' overlaps with 'x' of rpm 'a'*"),
    ]
    [InlineData("""{"rpm":[{"name":"my repo","base_path":"x"}]}""", "*rpm 'my repo': 'my repo' cannot be the id of a dnf repository*")]
    [
        InlineData(
            """{"rpm":[{"name":"a","base_path":"x"},{"name":"b","base_path":"y"}],"dnf_overrides":{"b":{"id":"a"}}}""",
            "*rpm 'b': another distribution has the id 'a'*"),
    ]
    [
        InlineData(
            """{"rpm":[{"name":"baseos","base_path":"x"}],"dnf_overrides":{"baseso":{}}}""",
            "dnf_overrides: no distribution is called 'baseso'; did you mean 'baseos'?"),
    ]
    [
        InlineData(
            """{"rpm":[{"name":"a","base_path":"x"}],"dnf_overrides":{"a":{"baseurl":"http://elsewhere"}}}""",
            "dnf_overrides 'a': 'baseurl' cannot be set here. *"),
    ]
    [
        InlineData(
            """{"apt_defaults":{"trused":true}}""",
            "apt_defaults: 'trused' cannot be set here; did you mean 'trusted'? What can: types, suites, components, architecture, signed_by, trusted, name."),
    ]
    [
        InlineData(
            """{"deb":[{"name":"a","base_path":"x","repository":"r"}]}""",
            "*deb 'a': it is not known which suites it has. Give distributions for its repository 'r' in deb_repositories*"),
    ]
    [
        InlineData(
            """{"deb":[{"name":"a","base_path":"x","distribution":"a"}]}""",
            "*deb 'a': it is not known which suites it has. Give distributions for the repository that it serves*"),
    ]
    [
        InlineData(
            """{"deb":[{"name":"a","base_path":"x","repository":"r"}],"deb_repositories":[{"name":"r","distributions":"jammy"}]}""",
            "*deb 'a': it is not known which components it has*"),
    ]
    [
        InlineData(
            """{"deb":[{"name":"a","base_path":"x","repository":"r"}],"deb_repositories":[{"name":"r","distributions":"el/9/"}]}""",
            "*deb 'a': 'el/9/' is a flat repository*"),
    ]
    [
        InlineData(
            """{"client_url":"unix:/run/pulp.sock"}""",
            "'unix:/run/pulp.sock' is a socket, which other hosts cannot reach. Give client_url."),
    ]
    [
        InlineData(
            """{"repository_password_variable":"my secret!"}""",
            "repository_password_variable is not the name of a variable. Give the name, not the password."),
    ]
    public async Task What_is_wrong_is_named(string arguments, string message)
    {
        var said = (string?)(await RunAsync(arguments))["msg"] ?? "";
        if (message.Contains('*', StringComparison.Ordinal))
        {
            Assert.Contains(message.Trim('*'), said, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal(message, said);
        }
    }

    [Theory]
    [InlineData("", "the server has no such distribution. Publish it first.")]
    [
        InlineData(
            """{"name":"a","pulp_href":"/a/","base_path":"elsewhere","publication":"/p/"}""",
            "the server has it at 'elsewhere', not at 'x'."),
    ]
    [
        InlineData(
            """{"name":"a","pulp_href":"/a/","base_path":"x","publication":null,"repository":null}""",
            "the server has it, but it serves nothing. Publish its repository first."),
    ]
    public async Task A_server_that_serves_something_else_is_noticed(string found, string fault)
    {
        using var server = Server(found);
        var answer =
            await Calling.RunAsync("release_train_clients", server.Address, """{"rpm":[{"name":"a","base_path":"x"}],"verify":true}""");
        Assert.Equal($"Hosts would not find what they are told, since the list has a problem. rpm 'a': {fault}", (string?)answer["msg"]);
    }

    [Fact]
    public async Task A_server_that_serves_it_is_asked_once_a_type()
    {
        using var server = Server("""{"name":"a","pulp_href":"/a/","base_path":"x","publication":"/p/"}""");
        var answer =
            await Calling.RunAsync("release_train_clients", server.Address, """{"rpm":[{"name":"a","base_path":"x"}],"verify":true}""");
        Assert.Null(answer["failed"]);
        Assert.StartsWith("GET /pulp/api/v3/distributions/rpm/rpm/?name__in=a", Assert.Single(server.Requests), StringComparison.Ordinal);
    }

    private static ScriptedServer Server(string found) =>
        new(ScriptedServer.Answer("200 OK", $$"""{"count":{{(found.Length > 0 ? 1 : 0)}},"next":null,"results":[{{found}}]}"""));

    private static async Task<JsonObject> RunAsync(string arguments)
    {
        var all = JsonNode.Parse(arguments)!.AsObject();
        all["pulp_url"] = "https://pulp.example.org";
        return await Calling.RunAsync("release_train_clients", all);
    }

    private static string Told(JsonObject answer) => Compact(new JsonObject(
        answer.Where(pair => pair.Key is not ("changed" or "invocation"))
            .Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone()))));

    private static string Compact(string json) => Compact(JsonNode.Parse(json)!);

    private static string Compact(JsonNode json) => json.ToJsonString();
}
