using FlowKit.Descriptors;
using FlowKit.Errors;

namespace FlowKit.Cli;

/// <summary>The flow a verb looks at without running it.</summary>
internal static class MeantFlow
{
    /// <exception cref="WrongCallException">The file is not there, cannot be read, or holds no flow but resources.</exception>
    /// <exception cref="FlowRefusedException">The flow has errors.</exception>
    public static FlowDescriptor Read(string file)
    {
        var reading = FlowDiagnostics.Check(file, options: null);
        if (reading.HasErrors)
        {
            throw new FlowRefusedException(reading.Diagnostics);
        }

        return reading.Flow!.IsResource
            ? throw new WrongCallException($"'{file}' holds resources and no tasks. Name a flow that uses them.")
            : reading.Flow;
    }
}
