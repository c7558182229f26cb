// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Pulp.Api;
using Modules.Pulp.Tasks;

namespace Modules.Tests.Pulp.Api;

/// <summary>What is read out of Pulp's sentences. Each error of a task stands so in a recording of a real server, but for those that say so.</summary>
public sealed class PulpProseTests
{
    [Theory]
    [InlineData("404, message='Not Found', url='http://127.0.0.1:8095/404/PULP_MANIFEST'", "UpstreamLacks")]
    [InlineData("404, message='File not found', url=URL('http://127.0.0.1:8082/404')", "UpstreamLacks")]
    [InlineData(
        "Could not find a Release file at 'http://127.0.0.1:8782/debian/dists/missing', try checking the 'url' and 'distributions' option "
            + "on your remote",
        "UpstreamLacks")]
    [InlineData(
        "ACS remote for url 'http://127.0.0.1:8782/rpm/nothing/' raised an error '404: File not found'. "
            + "Please check your ACS remote configuration.",
        "UpstreamLacks")]
    [InlineData("Cannot connect to host 127.0.0.1:9 ssl:default [Connect call failed ('127.0.0.1', 9)]", "NotReached")]
    [InlineData("integer out of range", "Refused")]
    [InlineData("RPM file cannot be parsed for metadata", "Refused")]
    [InlineData("AptRepository matching query does not exist.", "Refused")]
    [InlineData("[Errno 2] No such file or directory: 'a/b'", "Refused")]
    [InlineData(
        "new row for relation \"core_remote\" violates check constraint \"core_remote_max_retries_check\"\nDETAIL:  Failing row contains (x).",
        "Refused")]
    [InlineData(
        "[PLP0029] Cannot delete the object because it is still referenced by other objects: (\"Cannot delete some instances of model "
            + "'FileRemote' because they are referenced through protected foreign keys: 'AlternateContentSource.remote'.\", {<x>})",
        "Refused")]
    [InlineData(
        "(\"Cannot delete some instances of model 'FileRemote' because they are referenced through protected foreign keys: "
            + "'AlternateContentSource.remote'.\", {<AlternateContentSource (pulp_type=file.file): ac>})",
        "Refused")]
    [InlineData("Unable to find global header", "Unknown")]
    public void A_failed_task_is_classed(string error, string fault) => Assert.Equal(fault, PulpProse.FaultOf(error).ToString());

    /// <summary>Not recorded: as Pulp's client writes it of other answers and other addresses.</summary>
    [Theory]
    [InlineData("503, message='Service Unavailable', url='http://mirror.example.org/404/PULP_MANIFEST'", "NotReached")]
    [InlineData("503, message='Service Unavailable', url='http://mirror.example.org/not found/invalid'", "NotReached")]
    [InlineData("Cannot connect to host invalid.example.org:443 ssl:default [Name or service not known]", "NotReached")]
    [InlineData("401, message='Unauthorized', url='https://mirror.example.org/rpm/repodata/repomd.xml'", "UpstreamRefuses")]
    [InlineData("Cannot connect to host m:443 ssl:True [SSLCertVerificationError: certificate verify failed: self-signed]", "Untrusted")]
    [InlineData("Worker has gone missing.", "Unknown")]
    [InlineData("Worker lost while it read https://mirror.example.org/invalid/forbidden", "Unknown")]
    public void What_the_user_named_says_nothing(string error, string fault) => Assert.Equal(fault, PulpProse.FaultOf(error).ToString());

    /// <summary>The task's href is a random number, in which 404 stands now and then.</summary>
    [Fact]
    public void The_number_of_a_task_says_nothing()
    {
        var failure = TaskWaiter.Failure(new JsonObject
        {
            ["pulp_href"] = "/pulp/api/v3/tasks/01a1f404-9c3c-78d4-974f-ea9c820b3b7c/",
            ["state"] = "failed",
            ["error"] = new JsonObject { ["description"] = "500, message='Internal Server Error', url='http://mirror.example.org/'" },
        });
        Assert.Equal(new FailedTask("/pulp/api/v3/tasks/01a1f404-9c3c-78d4-974f-ea9c820b3b7c/", TaskFault.NotReached), failure.Cause);
        Assert.True(failure.Transient);
    }

    /// <summary>Recorded with a registry: no description, and a traceback that ends in the error.</summary>
    [Fact]
    public void Where_nothing_is_described_the_traceback_is_read()
    {
        var failure = TaskWaiter.Failure(new JsonObject
        {
            ["pulp_href"] = "/t/1/",
            ["state"] = "failed",
            ["error"] = new JsonObject
            {
                ["traceback"] = "  File \"x.py\", line 1\n    raise\naiohttp.ClientResponseError: 404, message='Not Found', url='http://r/v2/'\n",
            },
        });
        Assert.Equal(new FailedTask("/t/1/", TaskFault.UpstreamLacks), failure.Cause);
    }

    /// <summary>Pulp answers 400 for another field, too, and has the same words for it.</summary>
    [Fact]
    public void A_value_that_another_has_is_told_of_its_field()
    {
        var refusal = new PulpRefusal(
            HttpMethod.Post,
            new Uri("http://pulp.example.org/"),
            System.Net.HttpStatusCode.BadRequest,
            JsonNode.Parse("""{"base_path": ["This field must be unique."]}"""));
        Assert.True(refusal.SaysTaken("base_path"));
        Assert.False(refusal.SaysTaken("name"));
        Assert.False((refusal with { Body = JsonNode.Parse("""["This field must be unique."]""") }).SaysTaken("name"));
    }
}
