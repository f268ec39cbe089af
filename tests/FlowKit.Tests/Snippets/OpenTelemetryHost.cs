using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace FlowKit.Tests.Snippets;

/// <summary>What docs/telemetry.md says about a host with OpenTelemetry.</summary>
internal static class OpenTelemetryHost
{
    public static async Task WhileListeningAsync(BaseExporter<Activity> spans, BaseExporter<Metric> measures, Func<Task> work)
    {
        #region open telemetry
        using var traces = Sdk.CreateTracerProviderBuilder()
            .ConfigureResource(resource => resource.AddService("shop"))
            .AddSource("FlowKit")
            .AddProcessor(new BatchActivityExportProcessor(spans))
            .Build();
        using var metrics = Sdk.CreateMeterProviderBuilder()
            .AddMeter("FlowKit")
            .AddReader(new PeriodicExportingMetricReader(measures))
            .Build();
        #endregion

        await work();
        traces.ForceFlush();
        metrics.ForceFlush();
    }
}
