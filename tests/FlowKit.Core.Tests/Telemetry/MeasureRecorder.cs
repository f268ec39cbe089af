using System.Diagnostics.Metrics;

namespace FlowKit.Core.Tests.Telemetry;

/// <summary>Hears every measurement of FlowKit.</summary>
internal sealed class MeasureRecorder : IDisposable
{
    private readonly MeterListener _listener = new();

    public MeasureRecorder()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "FlowKit")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>What was measured: the instrument, its tags as <c>flow=shop:two status=SUCCEED</c>, the value.</summary>
    public List<(string Name, string Tags, double Value)> All { get; } = [];

    /// <summary>The sum of what an instrument measured with these tags.</summary>
    public double Sum(string name, string tags = "flow=shop:two") => Of(name, tags).Sum();

    /// <summary>What an instrument measured with these tags, in order.</summary>
    public IEnumerable<double> Of(string name, string tags = "flow=shop:two") =>
        All.Where(one => one.Name == name && one.Tags == tags).Select(one => one.Value);

    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        All.Add((instrument.Name, string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}")), value));
}
