using FlowKit.Descriptors;
using FlowKit.Errors;
using FlowKit.Validation;

namespace FlowKit.Files;

/// <summary>Texts, files and folders a host named, read in one go so that all of their faults are told at once.</summary>
internal sealed class FlowTexts
{
    private readonly List<Func<string, FlowValidationOptions, IEnumerable<FlowReading>>> _sources = [];

    public void AddText(string text, string? name)
    {
        ArgumentNullException.ThrowIfNull(text);
        _sources.Add((_, options) => [FlowYaml.Check(text, name, options)]);
    }

    public void AddFile(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        _sources.Add((root, options) => [FlowYaml.CheckFile(FlowFiles.At(path, root), options)]);
    }

    public void AddFolder(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        _sources.Add((root, options) => FlowFiles.In(path, root).Select(file => FlowYaml.CheckFile(file, options)));
    }

    /// <summary>Every flow; its warnings go to the caller.</summary>
    /// <param name="root">Where relative paths begin.</param>
    /// <param name="options">What the flows are held against.</param>
    /// <param name="warn">Takes what is odd but no reason to refuse.</param>
    /// <exception cref="FlowRefusedException">One of the texts has an error; it carries the faults of all of them.</exception>
    public IReadOnlyList<FlowDescriptor> Read(string root, FlowValidationOptions options, Action<Diagnostic> warn)
    {
        var readings = _sources.SelectMany(source => source(root, options)).ToArray();
        var diagnostics = readings.SelectMany(reading => reading.Diagnostics).ToArray();
        if (readings.Any(reading => reading.HasErrors))
        {
            throw new FlowRefusedException(diagnostics);
        }

        Array.ForEach(diagnostics, warn);
        return [.. readings.Select(reading => reading.Flow!)];
    }
}
