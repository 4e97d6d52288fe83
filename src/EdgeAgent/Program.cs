Console.WriteLine("edgeagent");
