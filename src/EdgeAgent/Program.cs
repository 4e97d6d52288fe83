using EdgeAgent.Cli;

CommandLine.PrepareProcess();
return await CommandLine.RunAsync(args, Console.Out, Console.Error);
