// SPDX-License-Identifier: GPL-3.0-or-later
using System.Diagnostics;

namespace Modules.Tests.Ci.Pipelines;

/// <summary>D-P9: the scripts that fetch secrets, run by a shell with a curl of ours, end the job where there are none.</summary>
public sealed class SecretScriptTests : IDisposable
{
    private const string Good = """{"data":{"kayobe_vault_password":"pass","kayobe_automation_ssh_private_key":"a\nb"}}""";

    private readonly Written _written = new();

    public void Dispose() => _written.Dispose();

    [Fact]
    public async Task Secrets_are_in_the_environment_and_on_no_command_line()
    {
        var (code, said) = await RunAsync("""{"auth":{"client_token":"s.token"}}""", Good);
        const string Told = "login {\"role\":\"gitlab\",\"jwt\":\"j.w.t\"}\nX-Vault-Token: s.token\nX-Vault-Token: s.token\n";
        Assert.Equal((0, Told + "pass|a\nb\n"), (code, said));
    }

    [Theory]
    [InlineData("""{"errors":["error validating token"]}""", Good, "error validating token")]
    [InlineData("", Good, "cannot log in to OpenBao")]
    [InlineData("<html>", Good, "no JSON")]
    [InlineData("""{"auth":{"client_token":null}}""", Good, "cannot log in to OpenBao")]
    [InlineData("""{"auth":{"client_token":"s.token"}}""", """{"errors":["permission denied"]}""", "permission denied")]
    [InlineData("""{"auth":{"client_token":"s.token"}}""", """{"data":{"kayobe_automation_ssh_private_key":"k"}}""", "no kayobe_vault")]
    [InlineData("""{"auth":{"client_token":"s.token"}}""", "FAIL", "")]
    public async Task Without_them_the_job_ends(string login, string secrets, string words)
    {
        var (code, said) = await RunAsync(login, secrets);
        Assert.Equal(1, code);
        Assert.Contains(words, said, StringComparison.Ordinal);
        Assert.DoesNotContain("null", said, StringComparison.Ordinal);
        Assert.DoesNotContain("|", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "/v1/kayobe-automation/production", "'.data[$name] ")]
    [InlineData(2, "/v1/kayobe-automation/data/production", "'.data.data[$name] ")]
    public async Task One_variable_drives_path_and_place(int version, string path, string place)
    {
        _ = await _written.WriteAsync($$"""{"secret_store":{"kv_version":{{version}}},"environments":["production"]}""");
        var script = _written.Script("prelude.yml", ".get_secrets")[0];
        Assert.Contains(path, script.Replace("$KAYOBE_ENVIRONMENT", "production", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains(place, script, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_word_that_a_shell_would_run_is_refused() =>
        Assert.Contains(
            "secret_store.role", await _written.RefusedAsync("""{"secret_store":{"role":"x\"; id"}}"""), StringComparison.Ordinal);

    private async Task<(int Code, string Said)> RunAsync(string login, string secrets)
    {
        _ = await _written.WriteAsync();
        var curl = $$"""
            curl() {
              input=$(cat)
              case "$*" in
                *kayobe-automation*) answer='{{secrets}}'; echo "$input" >&2 ;;
                *) answer='{{login}}'; echo "login $input" >&2 ;;
              esac
              case "$*" in *s.token* | *j.w.t*) echo "on the command line" >&2 ;; esac
              [ "$answer" != FAIL ] || return 7
              printf '%s' "$answer"
            }

            """;
        var script = curl + Written.Texts(_written.Find("prelude.yml", "default", "before_script"))[2]
            + _written.Script("prelude.yml", ".get_secrets")[0]
            + "printf '%s|%s\\n' \"$KAYOBE_VAULT_PASSWORD\" \"$KAYOBE_AUTOMATION_SSH_PRIVATE_KEY\" >&2\n";
        var start = new ProcessStartInfo("bash", ["-eo", "pipefail", "-s"])
        {
            RedirectStandardInput = true, RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = _written.Root,
        };
        (start.Environment["VAULT_AUTH_TOKEN"], start.Environment["KAYOBE_ENVIRONMENT"]) = ("j.w.t", "production");
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(script);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + errors);
    }
}
