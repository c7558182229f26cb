// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Ci.Pipelines;

/// <summary>
/// What jobs run before their own script. Each piece ends the job where it cannot do its part, says why, and puts no secret on a command
/// line: curl and jq are told on their standard input.
/// </summary>
internal static class Scripts
{
    public const string TargetBranch =
        """
        # A merge request's pipeline has no branch of its own.
        if [ -n "${CI_COMMIT_BRANCH:-}" ]; then
          export KAYOBE_AUTOMATION_PR_TARGET_BRANCH="$CI_COMMIT_BRANCH"
        elif [ -n "${CI_MERGE_REQUEST_SOURCE_BRANCH_NAME:-}" ]; then
          export KAYOBE_AUTOMATION_PR_TARGET_BRANCH="$CI_MERGE_REQUEST_SOURCE_BRANCH_NAME"
        fi

        """;

    public const string RegistryLogin =
        """
        # Without the variable there is no file: an empty one is an error to the client.
        if [ -n "${DOCKER_AUTH_CONFIG:-}" ]; then
          mkdir -p "$HOME/.docker"
          (umask 077 && printf '%s\n' "$DOCKER_AUTH_CONFIG" > "$HOME/.docker/config.json")
        fi

        """;

    /// <summary>The login with the token that GitLab gave the job. An image that cannot speak with OpenBao goes without.</summary>
    public static string Login(SecretStore store) =>
        $$"""
        if command -v curl > /dev/null && command -v jq > /dev/null; then
          bao_answer=$(printf '{"role":"{{store.Role}}","jwt":"%s"}' "${VAULT_AUTH_TOKEN:-}" \
            | curl --silent --show-error --request POST --data @- "{{store.Address}}/v1/auth/{{store.Login}}/login") || bao_answer='{}'
          BAO_TOKEN=$(printf '%s' "$bao_answer" | jq --exit-status --raw-output '{{Given(".auth.client_token")}}') || BAO_TOKEN=""
          if [ -z "$BAO_TOKEN" ]; then
            bao_errors=$(printf '%s' "$bao_answer" | jq --compact-output '.errors // "no answer"') || bao_errors="no JSON"
            echo "The job cannot log in to OpenBao at {{store.Address}} with the role {{store.Role}}: $bao_errors."
            echo "Check that it runs, is unsealed, and that the role takes this project's tokens."
            exit 1
          fi
          export BAO_TOKEN
        fi

        """;

    /// <summary>The vault's password and the key.</summary>
    public static string Secrets(SecretStore store) =>
        Read(store)
        + $"""
        KAYOBE_AUTOMATION_SSH_PRIVATE_KEY=$(kayobe_secret {SecretStore.PrivateKey}) || exit 1
        KAYOBE_VAULT_PASSWORD=$(kayobe_secret {SecretStore.VaultPassword}) || exit 1
        export KAYOBE_AUTOMATION_SSH_PRIVATE_KEY KAYOBE_VAULT_PASSWORD

        """;

    /// <summary>The cloud's public credentials, in the job's environment.</summary>
    public static string PublicOpenrc(SecretStore store) =>
        Read(store)
        + $"""
        kayobe_openrc=$(kayobe_secret {SecretStore.PublicOpenrc}) || exit 1
        eval "$kayobe_openrc"

        """;

    /// <summary>The cloud's public credentials, for tempest.</summary>
    public static string TempestOpenrc(SecretStore store) =>
        Read(store)
        + $"""
        TEMPEST_OPENRC=$(kayobe_secret {SecretStore.PublicOpenrc}) || exit 1
        export TEMPEST_OPENRC

        """;

    /// <summary>Each piece of a job may be the first, so each brings the function.</summary>
    private static string Read(SecretStore store) =>
        $$"""
        kayobe_secret() {
          if [ -z "${BAO_TOKEN:-}" ]; then
            echo "The job is not logged in to OpenBao: its image needs curl and jq, its before_script the prelude's login." >&2
            return 1
          fi
          kayobe_secrets=$(printf 'X-Vault-Token: %s' "$BAO_TOKEN" \
            | curl --silent --show-error --header @- "{{store.Address}}/v1/{{store.Path("$KAYOBE_ENVIRONMENT")}}") || return 1
          printf '%s' "$kayobe_secrets" | jq --exit-status --raw-output --arg name "$1" '{{Given($"{store.Data}[$name]")}}' || {
            kayobe_errors=$(printf '%s' "$kayobe_secrets" | jq --compact-output '.errors // "it is not there"') || kayobe_errors="no JSON"
            echo "OpenBao has no $1 at {{store.Path("$KAYOBE_ENVIRONMENT")}} for this job: $kayobe_errors." >&2
            return 1
          }
        }

        """;

    /// <summary>For jq: a text that is not empty, or nothing, which is a failure.</summary>
    private static string Given(string path) => $"""{path} | select(type == "string" and . != "")""";
}
