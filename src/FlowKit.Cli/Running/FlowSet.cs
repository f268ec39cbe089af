using FlowKit.Descriptors;
using FlowKit.Errors;
using FlowKit.Files;
using FlowKit.Validation;

namespace FlowKit.Cli.Running;

/// <summary>The files of a run: that of the flow that is meant, and those of the flows it may call.</summary>
internal sealed class FlowSet
{
    private readonly string _meant;
    private readonly bool _isFile;
    private readonly IReadOnlyList<string> _files;

    /// <summary>Finds the files; nothing is read yet.</summary>
    /// <param name="flow">A file, or the name of a flow of the folder.</param>
    /// <param name="folder">Where more flows stand; null for none.</param>
    /// <exception cref="WrongCallException">There is no such file or folder.</exception>
    public FlowSet(string flow, string? folder)
    {
        _meant = flow;
        _isFile = File.Exists(flow);
        if (folder is not null && !Directory.Exists(folder))
        {
            throw new WrongCallException($"--flows: there is no folder '{folder}'. Check the path.");
        }

        if (!_isFile && (folder is null || !flow.Contains(':', StringComparison.Ordinal)))
        {
            throw new WrongCallException(
                $"There is no file '{flow}'. Check the path, or give --flows DIR and the name of a flow in it, workspace:dagName.");
        }

        var others = folder is null ? [] : FlowFiles.In(folder, Directory.GetCurrentDirectory());
        _files = _isFile ? [.. others.Where(file => Path.GetFullPath(file) != Path.GetFullPath(flow)), flow] : [.. others];
    }

    /// <summary>The flows as they are written, whatever is wrong with them.</summary>
    public IReadOnlyList<FlowDescriptor> Written() => [.. _files.Select(file => FlowYaml.ReadFile(file).Flow).OfType<FlowDescriptor>()];

    /// <summary>The flows, ready to be registered.</summary>
    /// <exception cref="WrongCallException">A file cannot be read, or no flow of the folder has the name.</exception>
    /// <exception cref="FlowRefusedException">Flows have errors; carries those of all.</exception>
    public LoadedFlows Load(FlowValidationOptions options)
    {
        var readings = _files.Select(file => FlowDiagnostics.Check(file, options)).ToArray();
        var diagnostics = readings.SelectMany(reading => reading.Diagnostics).Select(Advised).ToArray();
        if (readings.Any(reading => reading.HasErrors))
        {
            throw new FlowRefusedException(diagnostics);
        }

        var meant = _isFile ? readings[^1].Flow! : Named(readings);
        return meant.IsResource
            ? throw new WrongCallException($"'{_meant}' holds resources and nothing to run. Name a flow that uses them.")
            : new([.. readings.Select(reading => reading.Flow!).OrderByDescending(flow => flow.IsResource)], meant, diagnostics);
    }

    private FlowDescriptor Named(IEnumerable<FlowReading> readings) =>
        readings.Select(reading => reading.Flow!).LastOrDefault(flow => LoadedFlows.NameOf(flow) is var name && (name == _meant || name == $"{_meant}:release"))
        ?? throw new WrongCallException($"There is no file '{_meant}', and no flow of that name in the folder of --flows. Check the name.");

    /// <summary>A protocol nobody serves here may well be served by the host the flow is for.</summary>
    private static Diagnostic Advised(Diagnostic one) => one.Code == FlowErrorCodes.ProtocolUnknown
        ? one with { Hint = "answer the task with --stubs FILE, or run the flow in the host that serves the protocol" }
        : one;
}
