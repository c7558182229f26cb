// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Refit;

namespace Modules.Ci.GitLab;

/// <summary>
/// GitLab's API, as Refit writes it out at build time, below <c>/api/v4</c>. A project is its number, or its path, whose slashes travel
/// as <c>%2F</c>. Lists are asked for by the page.
/// </summary>
internal interface IGitLab
{
    [Get("/personal_access_tokens/self")]
    Task<IApiResponse<JsonNode>> OwnTokenAsync(CancellationToken ct);

    [Get("/groups/{group}")]
    Task<IApiResponse<JsonNode>> GroupAsync(string group, CancellationToken ct);

    [Get("/projects/{project}")]
    Task<IApiResponse<JsonNode>> ProjectAsync(string project, CancellationToken ct);

    [Put("/projects/{project}")]
    Task<IApiResponse<JsonNode>> ChangeProjectAsync(string project, [Body(buffered: true)] JsonObject body, CancellationToken ct);

    [Get("/projects/{project}/variables?per_page=100")]
    Task<IApiResponse<JsonNode>> VariablesAsync(string project, string page, CancellationToken ct);

    [Post("/projects/{project}/variables")]
    Task<IApiResponse<JsonNode>> CreateVariableAsync(string project, [Body(buffered: true)] JsonObject body, CancellationToken ct);

    [Put("/projects/{project}/variables/{key}")]
    Task<IApiResponse<JsonNode>> ChangeVariableAsync(
        string project, string key, [AliasAs("filter[environment_scope]")] string scope, [Body(buffered: true)] JsonObject body,
        CancellationToken ct);

    [Delete("/projects/{project}/variables/{key}")]
    Task<IApiResponse<JsonNode>> DeleteVariableAsync(
        string project, string key, [AliasAs("filter[environment_scope]")] string scope, CancellationToken ct);

    [Get("/projects/{project}/runners?type=project_type&per_page=100")]
    Task<IApiResponse<JsonNode>> ProjectRunnersAsync(string project, string page, CancellationToken ct);

    [Get("/groups/{group}/runners?type=group_type&per_page=100")]
    Task<IApiResponse<JsonNode>> GroupRunnersAsync(string group, string page, CancellationToken ct);

    [Get("/runners/all?type=instance_type&per_page=100")]
    Task<IApiResponse<JsonNode>> InstanceRunnersAsync(string page, CancellationToken ct);

    [Get("/runners/{id}")]
    Task<IApiResponse<JsonNode>> RunnerAsync(string id, CancellationToken ct);

    [Post("/user/runners")]
    Task<IApiResponse<JsonNode>> CreateRunnerAsync([Body(buffered: true)] JsonObject body, CancellationToken ct);

    [Put("/runners/{id}")]
    Task<IApiResponse<JsonNode>> ChangeRunnerAsync(string id, [Body(buffered: true)] JsonObject body, CancellationToken ct);

    [Delete("/runners/{id}")]
    Task<IApiResponse<JsonNode>> DeleteRunnerAsync(string id, CancellationToken ct);

    [Post("/runners/{id}/reset_authentication_token")]
    Task<IApiResponse<JsonNode>> RenewRunnerTokenAsync(string id, CancellationToken ct);

    [Post("/runners/verify")]
    Task<IApiResponse<JsonNode>> VerifyRunnerAsync([Body(buffered: true)] JsonObject body, CancellationToken ct);

    [Post("/projects/{project}/pipeline")]
    Task<IApiResponse<JsonNode>> CreatePipelineAsync(string project, [Body(buffered: true)] JsonObject body, CancellationToken ct);

    [Get("/projects/{project}/pipelines/{id}")]
    Task<IApiResponse<JsonNode>> PipelineAsync(string project, string id, CancellationToken ct);

    [Get("/projects/{project}/pipeline_schedules?per_page=100")]
    Task<IApiResponse<JsonNode>> SchedulesAsync(string project, string page, CancellationToken ct);

    [Get("/projects/{project}/pipeline_schedules/{id}")]
    Task<IApiResponse<JsonNode>> ScheduleAsync(string project, string id, CancellationToken ct);

    [Post("/projects/{project}/pipeline_schedules")]
    Task<IApiResponse<JsonNode>> CreateScheduleAsync(string project, [Body(buffered: true)] JsonObject body, CancellationToken ct);

    [Put("/projects/{project}/pipeline_schedules/{id}")]
    Task<IApiResponse<JsonNode>> ChangeScheduleAsync(
        string project, string id, [Body(buffered: true)] JsonObject body, CancellationToken ct);

    [Delete("/projects/{project}/pipeline_schedules/{id}")]
    Task<IApiResponse<JsonNode>> DeleteScheduleAsync(string project, string id, CancellationToken ct);

    [Post("/projects/{project}/pipeline_schedules/{id}/variables")]
    Task<IApiResponse<JsonNode>> CreateScheduleVariableAsync(
        string project, string id, [Body(buffered: true)] JsonObject body, CancellationToken ct);

    [Put("/projects/{project}/pipeline_schedules/{id}/variables/{key}")]
    Task<IApiResponse<JsonNode>> ChangeScheduleVariableAsync(
        string project, string id, string key, [Body(buffered: true)] JsonObject body, CancellationToken ct);

    [Delete("/projects/{project}/pipeline_schedules/{id}/variables/{key}")]
    Task<IApiResponse<JsonNode>> DeleteScheduleVariableAsync(string project, string id, string key, CancellationToken ct);
}
