// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Pulp.Api;

namespace Modules.Tests.Pulp.Api;

public sealed class OperationIdTests
{
    private const string Id = "01a1fcef-7bae-72ff-bd1e-2584f3636e24";

    [Theory]
    [InlineData("GET", "repositories/rpm/rpm/?name=x", "repositories_rpm_rpm_list")]
    [InlineData("POST", "repositories/rpm/rpm/", "repositories_rpm_rpm_create")]
    [InlineData("GET", $"remotes/container/container/{Id}/", "remotes_container_container_read")]
    [InlineData("PATCH", $"remotes/container/container/{Id}/", "remotes_container_container_partial_update")]
    [InlineData("DELETE", $"artifacts/{Id}/", "artifacts_delete")]
    [InlineData("POST", $"repositories/rpm/rpm/{Id}/sync/", "repositories_rpm_rpm_sync")]
    [InlineData("POST", $"repositories/container/container-push/{Id}/remove_image/", "repositories_container_container_push_remove_image")]
    public void Is_what_the_schema_calls_it(string method, string path, string id) => Assert.Equal(id, OperationId.Of(new(method), path));
}
