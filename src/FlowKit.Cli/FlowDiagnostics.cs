using FlowKit.Errors;
using FlowKit.Validation;

namespace FlowKit.Cli;

/// <summary>Reads and validates a file that a call names.</summary>
internal static class FlowDiagnostics
{
    /// <exception cref="WrongCallException">The file is not there, or cannot be read.</exception>
    public static FlowReading Check(string file, FlowValidationOptions? options)
    {
        if (!File.Exists(file))
        {
            throw new WrongCallException($"There is no file '{file}'. Check the path.");
        }

        var reading = FlowYaml.CheckFile(file, options);
        return reading.Diagnostics.Any(one => one.Code == FlowErrorCodes.FileUnreadable)
            ? throw new WrongCallException($"The file '{file}' cannot be read. Check who may read it.")
            : reading;
    }
}
