using FlowKit.Cli;

return await CommandLine.RunAsync(args, CliIo.OfProcess()).ConfigureAwait(false);
