using Microsoft.Extensions.Hosting;

namespace FlowKit.Cli.Serving;

/// <summary>The host lives as long as the call of the tool, which hears the signals itself.</summary>
internal sealed class CallLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
